// This room is furnished in a later commit.
