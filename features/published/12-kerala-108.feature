Feature: Kerala KANIV 108 and GVK EMRI: emergency calls and ambulances

  Every delay of a quarter costs. What the client caused is left out, excuses that are accepted later change the sum, and
  what the cabinet waives is calculated all the same.

  Background: a quarter in which nothing was late
    Given the contract "published/12-kerala-108"
    And "calls_late" is 0
    And "dispatches_late" is 0
    And the figures
      | area  | arrivals_late | arrivals_at_disposal |
      | urban | 0             | 0                    |
      | rural | 0             | 0                    |

  Scenario: nothing was late
    When 2020-Q1 is settled
    Then nothing is owed

  Rule: Time to respond to the caller: 500.00 for each call answered late

    Scenario Outline: none and one
      Given "calls_late" is <calls>
      When 2020-Q1 is settled
      Then the level "calls answered late" is <outcome>
      And "calls answered late" costs <amount>

      Examples:
        | calls | outcome | amount  |
        | 0     | met     | nothing |
        | 1     | missed  | 500.00  |

    Scenario: a quarter without a report
      Given "calls_late" is not reported
      When 2020-Q1 is settled
      Then the level "calls answered late" is unknown
      And we wait for "calls_answered: calls_late"

  Rule: Time to dispatch: 1,000.00 for each ambulance sent late

    Scenario Outline: none and one ambulance
      Given "dispatches_late" is <ambulances>
      When 2020-Q1 is settled
      Then "ambulances sent late" costs <amount>

      Examples:
        | ambulances | amount   |
        | 0          | nothing  |
        | 1          | 1,000.00 |

  Rule: Response time: 2,000.00 for each ambulance that arrives late, by the minutes of its area

    Scenario Outline: ambulances at a collector's disposal are left out
      Given the figures
        | area   | arrivals_late | arrivals_at_disposal |
        | <area> | <late>        | <at_disposal>        |
      When 2020-Q1 is settled
      Then at "area=<area>", "ambulances arrived late" costs <amount>
      And "ambulances arrived late" costs <amount>

      Examples:
        | area  | late | at_disposal | amount   |
        | urban | 1    | 0           | 2,000.00 |
        | rural | 3    | 1           | 4,000.00 |
        | rural | 3    | 3           | nothing  |

  Rule: Late deployment: 10,000.00 for each day of an ambulance, calculated and recalculated

    Scenario Outline: excuses that are accepted later
      Given the figures
        | when       | days_late | days_excused |
        | 2020-11-01 | <late>    | <excused>    |
      When 2020-Q4 is settled
      Then "ambulances deployed late" costs <amount>

      Examples: 27.17 crore become 8.71
        | late  | excused | amount         |
        | 27170 | 0       | 271,700,000.00 |
        | 27170 | 18460   | 87,100,000.00  |
        | 27170 | 27170   | nothing        |

    Scenario: what is excused must be said, be it nothing
      Given the figures
        | when       | days_late |
        | 2020-11-01 | 27170     |
      When 2020-Q4 is settled
      Then the level "ambulances deployed late" is unknown
      And we wait for "deployment: days_excused"

  Rule: Cabinet decision: what is waived is calculated, shown, and not taken

    Scenario Outline: a quarter that is waived, and one that is not
      Given "calls_late" is 3656
      And "dispatches_late" is 4000
      And "waived" is <waived>
      When 2020-Q3 is settled
      Then before limits the penalties come to 5,828,000.00
      And the penalties are <penalties>
      And the level "calls answered late" is missed

      Examples:
        | waived | penalties    |
        | 0      | 5,828,000.00 |
        | 1      | 0.00         |

    Scenario: the waiver is a line of the workings, under its own clause
      Given "calls_late" is 10
      And "waived" is 1
      When 2020-Q3 is settled
      Then the limit of clause "Cabinet decision" applies
      And the workings of "calls answered late" say "10 calls late, each 500.00 = INR 5,000.00. Limited by Cabinet decision from 5,000.00 to 0.00."

    Scenario: late deployment is not among what was waived
      Given "waived" is 1
      And the figures
        | when       | days_late | days_excused |
        | 2020-11-01 | 10        | 0            |
      When 2020-Q4 is settled
      Then the penalties are 100,000.00

  Rule: the reported quarters add up to 25.3628 crore, and not to the 25.38 that was printed

    Scenario: four quarters
      Given the figures
        | when    | calls_late | dispatches_late |
        | 2019-Q4 | 62200      | 60000           |
        | 2020-Q1 | 24600      | 20000           |
        | 2020-Q2 | 8800       | 6000            |
        | 2020-Q3 | 3656       | 4000            |
      And the figures
        | when    | area  | arrivals_late | arrivals_at_disposal |
        | 2019-Q4 | urban | 16000         | 1000                 |
        | 2019-Q4 | rural | 22000         | 1000                 |
        | 2020-Q1 | rural | 15000         | 0                    |
        | 2020-Q2 | urban | 3000          | 2000                 |
        | 2020-Q2 | rural | 9000          | 6000                 |
        | 2020-Q3 | rural | 6000          | 4000                 |
      When 2019-Q4 is settled
      Then the penalties are 163,100,000.00
      And the penalties of 2019-Q4 to 2020-Q3 come to 253,628,000.00 together
