"""`make translations`: bring the .po files to the words of the code.

Files given as arguments (`part.kk.po`, `part.ru.po`) add translations, and win over what is there;
`--missing` lists what has no translation yet.
"""

import sys
from pathlib import Path

from tests.language.catalogues import LANGUAGES, merge, words_of_code


def main(additions: list[Path], *, is_missing_shown: bool) -> None:
    print(f"words of the code: {len(words_of_code())}")
    for language in LANGUAGES:
        missing = merge(language, [path for path in additions if path.name.endswith(f".{language}.po")])
        print(f"{language}: {len(missing)} without a translation")
        for key in sorted(missing if is_missing_shown else ()):
            print(f"  {words_of_code()[key][0]}: {key[1]}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:] if name.endswith(".po")], is_missing_shown="--missing" in sys.argv)
