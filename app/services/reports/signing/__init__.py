"""Digital signatures: certificates to sign with, signing, and what a signed file is worth."""
