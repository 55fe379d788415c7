"""Two projects in one repository, each with a package of its own."""

print("nothing here")
