"""Addresses of the demonstration's own pages, under `pokaz/`."""

from django.urls import path

from okienko.demo import views

urlpatterns = [
    path("pokaz/", views.tour),
    path("pokaz/wejdz/", views.enter),
]
