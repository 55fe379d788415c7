def blur(): return 1
def sharpen(): return 2
