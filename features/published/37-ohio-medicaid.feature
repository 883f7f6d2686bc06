Feature: Ohio Medical Assistance Provider Agreement: minimum performance standard

  The standard moves with the plan's own results: each year a tenth of what is missing to 80 per cent is made good.

  Background:
    Given the contract "published/37-ohio-medicaid"

  Rule: Minimum Performance Standard: a tenth of the difference to 80 per cent, each year

    Scenario Outline: the standard that follows from the year before
      Given the reading "restated" is "<restated>"
      And the figures
        | when | members | members_visited | result_when_set |
        | 2008 | 10000   | <before>        |                 |
        | 2009 | 10000   | <visited>       | <set by>        |
      When 2009 is settled
      Then the level "follow-up visits in time" is <outcome>
      And the penalties are <damages>

      Examples: 26 after 20 per cent, 8 after none, 79.1 after 79, 80 after 80 and after 90
        | restated   | before | set by | visited | outcome | damages   |
        | frozen     | 2000   | 20     | 2600    | met     | 0.00      |
        | frozen     | 2000   | 20     | 2599    | missed  | 50,000.00 |
        | recomputed | 2000   | 20     | 2600    | met     | 0.00      |
        | recomputed | 2000   | 20     | 2599    | missed  | 50,000.00 |
        | recomputed | 0      | 0      | 800     | met     | 0.00      |
        | recomputed | 0      | 0      | 799     | missed  | 50,000.00 |
        | recomputed | 7900   | 79     | 7910    | met     | 0.00      |
        | recomputed | 7900   | 79     | 7909    | missed  | 50,000.00 |
        | recomputed | 8000   | 80     | 8000    | met     | 0.00      |
        | recomputed | 8000   | 80     | 7999    | missed  | 50,000.00 |
        | recomputed | 9000   | 90     | 8000    | met     | 0.00      |
        | recomputed | 9000   | 90     | 7999    | missed  | 50,000.00 |
        | frozen     | 9000   | 90     | 8000    | met     | 0.00      |

    Scenario Outline: what is reached becomes the next year's start, and a fall lowers it
      Given the figures
        | when | members | members_visited | result_when_set |
        | 2008 | 10000   | 2000            |                 |
        | 2009 | 10000   | <2009>          | 20              |
        | 2010 | 10000   | <2010>          | <set by>        |
      When 2010 is settled
      Then the level "follow-up visits in time" is <outcome>

      Examples: 31.4 after 26, 17 after 10 per cent
        | 2009 | set by | 2010 | outcome |
        | 2600 | 26     | 3140 | met     |
        | 2600 | 26     | 3139 | missed  |
        | 1000 | 10     | 1700 | met     |
        | 1000 | 10     | 1699 | missed  |

    Scenario: the workings say what had to be reached
      Given the figures
        | when | members | members_visited | result_when_set |
        | 2008 | 10000   | 2000            |                 |
        | 2009 | 10000   | 2599            | 20              |
      When 2009 is settled
      Then the workings of "follow-up visits in time" say "2,599 / 10,000 = 25.99 %. Target at least 26 %: missed."

    Scenario Outline: a result that was restated from 20 to 10 per cent after it had set the standard
      Given the reading "restated" is "<restated>"
      And the figures
        | when | members | members_visited | result_when_set |
        | 2008 | 10000   | 1000            |                 |
        | 2009 | 10000   | <visited>       | 20              |
      When 2009 is settled
      Then the penalties are <damages>

      Examples:
        | restated   | visited | damages   |
        | frozen     | 1700    | 50,000.00 |
        | frozen     | 2600    | 0.00      |
        | recomputed | 1700    | 0.00      |
        | recomputed | 1699    | 50,000.00 |

    Scenario Outline: the first year has nothing to improve on
      Given the reading "restated" is "<restated>"
      And the figures
        | when | members | members_visited |
        | 2008 | 10000   | 0               |
      When 2008 is settled
      Then the level "follow-up visits in time" is not measured
      And nothing is owed

      Examples:
        | restated   |
        | frozen     |
        | recomputed |

    Scenario: a standard that stays needs the result by which it was set
      Given the figures
        | when | members | members_visited |
        | 2008 | 10000   | 2000            |
        | 2009 | 10000   | 2600            |
      When 2009 is settled
      Then we wait for "follow_up_visits: result_when_set"

    Scenario: a year that is not reported is waited for
      Given the figures
        | when | members | members_visited | result_when_set |
        | 2008 | 10000   | 2000            |                 |
        | 2009 |         |                 | 20              |
      When 2009 is settled
      Then we wait for "follow_up_visits: members_visited"

    Scenario: a year in which nobody was due has no result
      Given the figures
        | when | members | members_visited | result_when_set |
        | 2008 | 10000   | 2000            |                 |
        | 2009 | 0       | 0               | 20              |
      When 2009 is settled
      Then the level "follow-up visits in time" is not measured
      And nothing is owed
