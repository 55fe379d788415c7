owner_team = "set-elsewhere"
