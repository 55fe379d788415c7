def read(): return 1
