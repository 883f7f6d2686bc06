"""One function for each thing a person can do: load, decide, save, in one transaction.

Each takes the open books, the person (`by`) and the moment (`at`), and returns the thing or the findings. In the
order in which a period passes through them:

* `people`: found an installation, add people, sign in.
* `activation`, `reaching`: bring contract texts into force, also from a day gone by.  `active`: read them.
* `agreements`: agree on them with a vendor, open periods.
* `submitting`: price a file without sending it, send it.  `drafts`: keep it in between.
* `deciding`: settle, approve, reopen, extend.
* `issuing`, `issuing_many`: number, print, seal, keep and post a statement, once.  `press`: on what.
* `pages`, `queue`: look at all of it.  `verifying`: hand out statements, check any file.
* `definitions`, `papers`: the same line straight from files, with no database.  `demo`: all of it on public figures.
"""
