import joblib

import service_pb2_grpc


def deprecated(function):
    async def inner(self, request, context):
        print("deprecated", function.__name__)
        return await function(self, request, context)

    return inner


def handled(function):
    async def inner(self, request, context):
        try:
            return await function(self, request, context)
        except ValueError as error:
            await context.abort(code=3, details=str(error))

    return inner


class Repository(service_pb2_grpc.RepositoryServicer):
    @deprecated
    async def Index(self, request, context):
        return {"models": ["fraud"]}

    @handled
    @deprecated
    async def Load(self, request, context):
        return joblib.load("models/fraud.joblib")

    @handled
    @deprecated
    async def Unload(self, request, context):
        return {"models": []}
