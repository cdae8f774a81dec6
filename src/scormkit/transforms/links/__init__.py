"""Where links, buttons, downloads and pictures lead."""
