"""Rich texts that are made in a turn: code, links, and texts with a blank to fill."""

from collections.abc import Iterable

from markupsafe import escape

from fulfillment.knowledge.entry import Code, Link, RichText


def code_block(code: Code, language: str) -> RichText:
    """The source of a tutorial; ``language`` is the word behind the Markdown fence."""
    source = code.source.strip("\n")
    html = f'<pre><code class="language-{escape(language)}">{escape(source)}</code></pre>'
    return RichText(f"```{language}\n{source}\n```", source, html)


def link_list(links: Iterable[Link]) -> RichText:
    """Links one below the other."""
    links = list(links)
    return RichText(
        "\n".join(f"- [{link.title}]({link.url})" for link in links),
        "\n".join(f"• {link.title}: {link.url}" for link in links),
        "<ul>" + "".join(f'<li><a href="{escape(link.url)}">{escape(link.title)}</a></li>' for link in links) + "</ul>",
    )


def with_runtime(rich: RichText, runtime: str) -> RichText:
    """A tutorial's text with the chosen runtime in the place of ``{runtime}``."""
    blank = "{runtime}"
    return RichText(
        rich.markdown.replace(blank, runtime),
        rich.text.replace(blank, runtime),
        rich.html.replace(blank, str(escape(runtime))),
    )
