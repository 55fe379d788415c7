import pickle

from fastapi import APIRouter, Request

router = APIRouter()


@router.post("/search")
async def search(request: Request):
    return pickle.loads(await request.body())
