Feature: Toll back offices: start-up delays

  Two clocks with different units on one contract, a deadline that an amendment moved, and days that were waived.

  Background:
    Given the contract "published/41-toll-start-up"

  Rule: SunPass delay: 5,000 for each calendar day

    Scenario Outline: the amendment moved the start of the clock
      Given the reading "deadline" is "<deadline>"
      And the figures
        | when    | sunpass_days |
        | 2017-08 | 31           |
        | 2017-09 | 30           |
        | 2017-10 | 31           |
        | 2017-11 | 30           |
        | 2017-12 | 31           |
        | 2018-01 | 31           |
        | 2018-02 | 28           |
        | 2018-03 | 31           |
        | 2018-04 | 30           |
        | 2018-05 | 31           |
        | 2018-06 | 30           |
        | 2018-07 | 6            |
      When 2018-07 is settled
      Then the penalties are <damages>

      Examples: 156 days, and 340
        | deadline | damages      |
        | amended  | 780,000.00   |
        | original | 1,700,000.00 |

    Scenario Outline: the last day that costs nothing, and the first that does
      Given the reading "deadline" is "<deadline>"
      And the figures
        | when  | sunpass_days |
        | <day> | 1            |
      When 2018-07 is settled
      Then the penalties are <damages>

      Examples:
        | deadline | day        | damages  |
        | amended  | 2018-01-31 | 0.00     |
        | amended  | 2018-02-01 | 5,000.00 |
        | original | 2017-08-01 | 5,000.00 |
        | original | 2018-01-31 | 5,000.00 |

  Rule: Tolling delay: 10,000 for each day that is not waived

    Scenario Outline: days late and days waived
      Given the figures
        | when    | tolling_days | tolling_days_waived |
        | 2011-01 | 14           | <in January>        |
        | 2011-02 | 28           | <in February>       |
        | 2011-03 | <in March>   | 0                   |
      When 2011-03 is settled
      Then the level "tolling begins in time" is <outcome>
      And the penalties are <damages>

      Examples:
        | in March | in January | in February | outcome | damages    |
        | 3        | 0          | 0           | missed  | 450,000.00 |
        | 3        | 14         | 0           | missed  | 310,000.00 |
        | 3        | 14         | 28          | missed  | 30,000.00  |
        | 0        | 14         | 28          | met     | 0.00       |

    Scenario: a waiver that is not reported holds the sum up
      Given the figures
        | when    | tolling_days |
        | 2011-01 | 14           |
      When 2011-01 is settled
      Then we wait for "tolling: tolling_days_waived"
      And the penalties are 0.00

    Scenario: after the first contract year nothing is waited for
      When 2012-01 is settled
      Then the level "tolling begins in time" is not measured
      And nothing is owed

  Rule: Bridge delay: 300,000 for each week, on top of the days

    Scenario Outline: days of delay, and the weeks that they are
      Given the reading "weeks" is "<weeks>"
      And the figures
        | when    | bridge_days |
        | 2011-04 | <days>      |
      When 2011-04 is settled
      Then the penalties are <damages>

      Examples:
        | weeks   | days | damages      |
        | full    | 0    | 0.00         |
        | full    | 6    | 0.00         |
        | full    | 7    | 300,000.00   |
        | full    | 21   | 900,000.00   |
        | full    | 23   | 900,000.00   |
        | started | 0    | 0.00         |
        | started | 1    | 300,000.00   |
        | started | 7    | 300,000.00   |
        | started | 21   | 900,000.00   |
        | started | 22   | 1,200,000.00 |
        | started | 23   | 1,200,000.00 |

    Scenario: both clocks run at once
      Given the figures
        | when    | tolling_days | tolling_days_waived | bridge_days |
        | 2011-03 | 31           | 0                   | 13          |
        | 2011-04 | 30           | 0                   | 10          |
      When 2011-04 is settled
      Then "tolling" costs 610,000.00
      And "bridge" costs 900,000.00
      And the penalties are 1,510,000.00

  Rule: Suspension: payments stop while SunPass is not accepted

    Scenario Outline: in a contract year
      Given the figures
        | when    | sunpass_days |
        | 2018-02 | <days>       |
      When 2018-02 is settled
      Then <it follows>

      Examples:
        | days | it follows                                                        |
        | 1    | it follows that "Payments are suspended until SunPass is accepted" |
        | 0    | nothing else follows                                              |
