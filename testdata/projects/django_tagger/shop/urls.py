"""Routes, those of the application among them."""

from django.urls import include, path

urlpatterns = [path("tags/", include("tagging.urls"))]
