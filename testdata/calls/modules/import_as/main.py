"""A module deep inside a package, under another name."""

import app.services.mail as mail
import app.services.queue

mail.send("a")
app.services.queue.push("b")
