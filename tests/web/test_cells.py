from sla.web.cells import Read, read

TABLE = """<table><caption>Files</caption>
<thead><tr><th scope="col"><span class="hidden">Choose</span></th><th scope="col">Name</th>
<th scope="col">Sent</th></tr></thead>
<tbody>
<tr><td><label><input type="checkbox">All</label></td><th scope="row">a &amp; b <span class="stacked">x</span></th>
<td>● <b aria-hidden="true">■</b>by Pat<br>4 April <form><button>End it</button></form></td></tr>
<tr><td></td><th scope="row" colspan="2">Both</th></tr>
<tr><td colspan="3">Nothing more.</td></tr>
</tbody></table>"""


def test_a_table_is_read_as_it_is_seen() -> None:
    assert read(TABLE) == Read(("Name", "Sent"), (("a & b", "● by Pat, 4 April"), ("Both", "")))


def test_a_table_of_nothing_is_nothing() -> None:
    assert read("<table></table>") == Read((), ())
