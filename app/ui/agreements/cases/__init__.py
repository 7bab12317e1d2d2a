"""Ärenden: tjänsteskrivelser that bring agreements to the bodies that prepare and decide them."""
