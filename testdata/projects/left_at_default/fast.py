from voice import make

if __name__ == "__main__":
    make(folder="voices/two", load_jit=True)
