"""What is answered."""

from django.conf import settings
from django.http import JsonResponse
from django.views import View
from sentence_transformers import CrossEncoder


class Rank(View):
    """Orders answers."""

    def post(self, request):
        """With a model that the settings name."""
        ranker = CrossEncoder(settings.RANKER)
        return JsonResponse({"scores": ranker.predict(request.POST["pairs"])})
