"""Uppföljning: how the commitments of the agreements stand at the interim and the annual report."""
