"""Model → HTML, CSS and the data of the player: bare fragments, and whole courses."""
