"""Signatures: recorded from paper, made with a certificate, shown, and papers checked."""
