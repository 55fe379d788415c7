"""Routes of the application."""

from django.urls import path

from .views import Rank

urlpatterns = [path("rank/", Rank.as_view())]
