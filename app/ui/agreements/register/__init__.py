"""The register of agreements: the list, its columns and what the inspector tells."""
