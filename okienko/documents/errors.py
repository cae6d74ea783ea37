"""What documents refuses."""

from okienko.language import Refusal


class PreviewChanged(Refusal):
    code = "podglad-nieaktualny"
