"""The face Resultat och balans: the three statements with what ties them, goals, loans and companies."""
