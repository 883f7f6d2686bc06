"""Holds outsourcing vendors to what was agreed, and settles it to the cent.

The layers, from the doors down to the values; each may import only those below it::

    web | cli                      doors: people and machines
    operations                     one function per thing a person can do
    store | document | records     edges: database, paper and seal, counting of logs
    config
    ============================== above may touch the world; below is pure
    statement                      the cycle in words and figures, in reading order
    cycle                          one contract, one period: stages and approvals
    settlement                     penalties, incentives, pools, caps, netting
    evaluation                     met, missed, excused, unknown; by how much
    measurement                    figures into results
    submission                     what the vendor sent
    contract                       what was agreed
    values                         money, periods, calendars, findings; the only place that rounds
"""

__version__ = "0.1.0"
