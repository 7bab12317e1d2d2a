"""What a goal carries beside its words: who accepted it and took part, what it rests on, and its tags."""
