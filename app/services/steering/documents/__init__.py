"""Steering documents: their head, text, way to a decision, referral, attachments and register."""
