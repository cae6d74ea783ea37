"""The desk alone, where the installation puts it."""

from django.urls import include, path

urlpatterns = [path("biurko/", include("okienko.desk.urls"))]
