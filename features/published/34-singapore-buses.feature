Feature: Singapore LTA: bus service reliability framework

  Each service is held to its own baseline, in full tenths of a minute; there is more to win than to lose. Months are
  judged, half-years are settled.

  Background:
    Given the contract "published/34-singapore-buses"

  Rule: Incentive: 2,000 for every full tenth of a minute below the baseline

    Scenario Outline: the wait grows shorter
      Given the reading "steps" is "<steps>"
      And the figures
        | service | baseline   | excess_wait |
        | 176     | <baseline> | <wait>      |
      When 2014-06 is settled
      Then at "service=176", the level "excess wait time" is met
      And the incentives are <incentive>
      And the penalties are 0.00

      Examples: the difference in full tenths, or of waits that are rounded first
        | steps     | baseline | wait | incentive |
        | unrounded | 1.52     | 1.52 | 0.00      |
        | unrounded | 1.52     | 1.43 | 0.00      |
        | unrounded | 1.52     | 1.42 | 2,000.00  |
        | unrounded | 1.52     | 1.33 | 2,000.00  |
        | unrounded | 1.52     | 1.27 | 4,000.00  |
        | unrounded | 1.45     | 1.24 | 4,000.00  |
        | rounded   | 1.52     | 1.45 | 0.00      |
        | rounded   | 1.52     | 1.44 | 2,000.00  |
        | rounded   | 1.52     | 1.27 | 4,000.00  |
        | rounded   | 1.45     | 1.24 | 6,000.00  |

    Scenario: a service whose wait is not reported is waited for
      Given the figures
        | service | baseline |
        | 176     | 1.52     |
      When 2014-06 is settled
      Then we wait for "excess_wait_time: excess_wait"

    Scenario Outline: a baseline that was tightened leaves less to win
      Given the figures
        | when    | service | baseline | excess_wait |
        | 2014-06 | 176     | 1.52     | 1.27        |
        | 2014-12 | 176     | 1.27     | 1.27        |
      When <month> is settled
      Then the incentives are <incentive>

      Examples:
        | month   | incentive |
        | 2014-06 | 4,000.00  |
        | 2014-12 | 0.00      |

  Rule: Penalty: 2,000 for every full tenth of a minute above the baseline

    Scenario Outline: the wait grows longer
      Given the reading "steps" is "<steps>"
      And the figures
        | service | baseline   | excess_wait |
        | 176     | <baseline> | <wait>      |
      When 2014-06 is settled
      Then at "service=176", the level "excess wait time" is <outcome>
      And the penalties are <penalty>
      And the incentives are 0.00

      Examples:
        | steps     | baseline | wait | outcome | penalty  |
        | unrounded | 1.52     | 1.60 | met     | 0.00     |
        | unrounded | 1.52     | 1.61 | met     | 0.00     |
        | unrounded | 1.52     | 1.62 | missed  | 2,000.00 |
        | unrounded | 1.52     | 1.71 | missed  | 2,000.00 |
        | unrounded | 1.52     | 1.72 | missed  | 4,000.00 |
        | rounded   | 1.52     | 1.54 | met     | 0.00     |
        | rounded   | 1.52     | 1.60 | missed  | 2,000.00 |

  Rule: Incentive cap: at most 6,000 a month for a service

    Scenario Outline: a long way below the baseline
      Given the reading "steps" is "<steps>"
      And the figures
        | service | baseline | excess_wait |
        | 176     | 1.55     | <wait>      |
      When 2014-06 is settled
      Then before limits the incentives come to <steps are worth>
      And the incentives are <incentive>

      Examples: 0.31 is three tenths, and 1.6 less 1.2 is four
        | steps     | wait | steps are worth | incentive |
        | unrounded | 1.24 | 6,000.00        | 6,000.00  |
        | rounded   | 1.24 | 8,000.00        | 6,000.00  |
        | unrounded | 0.55 | 20,000.00       | 6,000.00  |

    Scenario: every service has its own six thousand, each month
      Given the figures
        | when    | service | baseline | excess_wait |
        | 2014-06 | 2       | 1.50     | 0.50        |
        | 2014-07 | 2       | 1.50     | 0.50        |
        | 2014-07 | 3       | 1.50     | 0.50        |
      When 2014-07 is settled
      Then the incentives are 18,000.00

  Rule: Penalty cap: at most 4,000 a month for a service

    Scenario Outline: a long way above the baseline
      Given the figures
        | service | baseline | excess_wait |
        | 176     | 1.50     | <wait>      |
      When 2014-06 is settled
      Then the penalties are <penalty>

      Examples:
        | wait | penalty  |
        | 1.70 | 4,000.00 |
        | 1.80 | 4,000.00 |
        | 9.00 | 4,000.00 |

    Scenario: what one service wins, another may lose
      Given the figures
        | service | baseline | excess_wait |
        | 2       | 1.50     | 0.50        |
        | 17      | 1.50     | 2.50        |
      When 2014-06 is settled
      Then at "service=2", "excess wait time" earns 6,000.00
      And at "service=17", "excess wait time" costs 4,000.00
      And the net is 2,000.00

  Rule: Payout: one sum, divided so that its parts add up to it

    Scenario Outline: June to November 2014
      Given the reading "paid" is "<paid>"
      And the figures
        | when                  | operator    | steps_gained | payout_total | all_steps |
        | 2014-06-01_2014-12-01 |             |              | 1056000.00   | 168       |
        | 2014-06-01_2014-12-01 | SBS Transit | 113          |              |           |
        | 2014-06-01_2014-12-01 | SMRT        | 55           |              |           |
      When 2014-11 is settled
      Then at "operator=SBS Transit", "payout" earns <SBS Transit>
      And at "operator=SMRT", "payout" earns <SMRT>
      And the incentives are <sum>

      Examples:
        | paid       | SBS Transit | SMRT       | sum          |
        | divided    | 710,285.71  | 345,714.29 | 1,056,000.00 |
        | by_service | nothing     | nothing    | 0.00         |

    Scenario: the cent that is left over goes to one of three equal parts
      Given the reading "paid" is "divided"
      And the figures
        | when                  | operator    | steps_gained | payout_total | all_steps |
        | 2014-06-01_2014-12-01 |             |              | 100.00       | 3         |
        | 2014-06-01_2014-12-01 | Go-Ahead    | 1            |              |           |
        | 2014-06-01_2014-12-01 | SBS Transit | 1            |              |           |
        | 2014-06-01_2014-12-01 | SMRT        | 1            |              |           |
      When 2014-11 is settled
      Then at "operator=Go-Ahead", "payout" earns 33.34
      And at "operator=SBS Transit", "payout" earns 33.33
      And at "operator=SMRT", "payout" earns 33.33
      And the incentives are 100.00

    Scenario: of no steps at all there are no parts
      Given the reading "paid" is "divided"
      And the figures
        | when                  | operator | steps_gained | payout_total | all_steps |
        | 2014-06-01_2014-12-01 |          |              | 100.00       | 0         |
        | 2014-06-01_2014-12-01 | SMRT     | 1            |              |           |
      When 2014-11 is settled
      Then we wait for "payout: something other than zero to divide by"

    Scenario: what is divided is not paid by the service too
      Given the reading "paid" is "divided"
      And the figures
        | service | baseline | excess_wait |
        | 176     | 1.52     | 1.27        |
      When 2014-06 is settled
      Then the incentives are 0.00
