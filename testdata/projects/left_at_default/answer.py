from voice import make

if __name__ == "__main__":
    make(folder="voices/one")
