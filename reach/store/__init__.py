"""What earlier scans found, kept by content: facts of files, and whole reports.

The store only ever saves work. What it holds is checked before it is used, a damaged store is made
anew, and one that cannot be used is passed by with one warning. It lies in the user's own cache
folder, which only the user can write: it is no place for what others send.
"""
