"""`rdv i18n`: the catalogues of the citizens' languages. A language that is not complete is not offered."""

import os

from foundation.console import Arguments
from project.cli.harmless import harmless_environment

ACTIONS = ("extract", "check", "compile")


def main(argv: list[str]) -> int:
    parser = Arguments(
        "i18n",
        "Tient les catalogues des langues : extract les met à jour d’après les textes marqués, check les contrôle, "
        "compile les rend lisibles au service. Exemple : rdv i18n extract",
    )
    parser.add_argument("action", choices=ACTIONS)
    parser.add_argument("langues", nargs="*", help="pour extract : ces langues seulement")
    options = parser.parse_args(argv)
    os.environ.update(harmless_environment())
    import django

    django.setup()
    if options.action == "extract":
        return _extract(options.langues)
    return _check() if options.action == "check" else _compile()


def _extract(chosen: list[str]) -> int:
    from project.translating.catalogues import brought_up_to_date, text_of
    from project.translating.folders import file_of, languages
    from project.translating.sources import marked_texts

    texts = marked_texts()
    for language in chosen or languages():
        path = file_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(language, brought_up_to_date(language, texts)))
    _tell_progress()
    return 0


def _check() -> int:
    from project.translating.sources import marked_texts
    from project.translating.verdicts import problems

    found = list(problems(marked_texts()))
    for problem in found:
        print(problem)
    _tell_progress()
    return 1 if found else 0


def _compile() -> int:
    from project.translating.compiling import compile_catalogues

    print(f"Langues proposées : {', '.join(compile_catalogues())}.")
    return 0


def _tell_progress() -> None:
    from foundation.languages import SOURCE
    from project.translating.folders import languages
    from project.translating.verdicts import progress

    for language in languages():
        done, total = progress(language)
        if language != SOURCE:
            print(f"{language:<10} {done} textes sur {total}{'' if done == total else ' : non proposée'}")
