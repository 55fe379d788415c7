from diffusers import DiffusionPipeline
from shared.parts import part


@part("pictures")
class Pictures:
    async def run(self, question):
        return DiffusionPipeline.from_pretrained("shop/pictures")(question)
