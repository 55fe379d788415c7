from fastapi import FastAPI

app = FastAPI()


def service(path):
    def decorator(func):
        app.add_api_route(path, func, methods=["POST"])
        return func

    return decorator
