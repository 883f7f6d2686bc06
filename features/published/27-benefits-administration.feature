Feature: Benefits administration: performance guarantees

  The client divides a year's risk among seven guarantees, which are judged on the year as a whole. Beside them stand a
  guarantee by the quarter and three for the start.

  Background: three contract years in which every guarantee is just met
    Given the contract "published/27-benefits-administration"
    And "fees" was 312500.00 in 2016-Q4 to 2019-Q3
    And "claims" was 1000 in 2016-Q4 to 2019-Q3
    And "claims_in_time" was 950 in 2016-Q4 to 2019-Q3
    And "claims_correct" was 980 in 2016-Q4 to 2019-Q3
    And "calls" was 1000 in 2016-Q4 to 2019-Q3
    And "calls_in_time" was 800 in 2016-Q4 to 2019-Q3
    And "calls_abandoned" was 40 in 2016-Q4 to 2019-Q3
    And "letters" was 100 in 2016-Q4 to 2019-Q3
    And "letters_in_time" was 90 in 2016-Q4 to 2019-Q3
    And "files" was 50 in 2016-Q4 to 2019-Q3
    And "files_in_time" was 49 in 2016-Q4 to 2019-Q3
    And "files_unreadable" was 0 in 2016-Q4 to 2019-Q3
    And "appeals" was 40 in 2016-Q4 to 2019-Q3
    And "appeals_in_time" was 38 in 2016-Q4 to 2019-Q3
    And "surveys" was 100 in 2017-Q3, 2018-Q3 and 2019-Q3
    And "surveys_satisfied" was 85 in 2017-Q3, 2018-Q3 and 2019-Q3
    And "cards" was 1000 in 2016-Q4
    And "cards_in_time" was 980 in 2016-Q4
    And "claims_ready_late" was 0 in 2016-Q4
    And "calls_ready_late" was 0 in 2016-Q4

  Scenario: a year in which everything is met
    When 2017-Q3 is settled
    Then nothing is owed
    And nothing else follows

  Rule: Guarantees: what is missed in the year as a whole costs its share of the risk

    Scenario Outline: each guarantee, a hair below its edge
      Given "<figure>" was <value> in <quarter>
      When 2017-Q3 is settled
      Then the level "<guarantee>" is missed
      And the penalties are <amount>

      Examples: one claim, call, letter, file or member is enough
        | figure            | value | quarter | guarantee                | amount    |
        | claims_in_time    | 949   | 2016-Q4 | claims paid in time      | 30,000.00 |
        | claims_correct    | 979   | 2017-Q1 | claims paid correctly    | 30,000.00 |
        | calls_in_time     | 799   | 2017-Q2 | calls answered           | 22,500.00 |
        | calls_abandoned   | 41    | 2017-Q3 | calls abandoned          | 22,500.00 |
        | letters_in_time   | 89    | 2016-Q4 | letters answered         | 15,000.00 |
        | files_in_time     | 48    | 2017-Q1 | eligibility files loaded | 15,000.00 |
        | surveys_satisfied | 84    | 2017-Q3 | members satisfied        | 15,000.00 |

    Scenario: two of them
      Given "claims_in_time" was 900 in 2016-Q4 to 2017-Q3
      And "calls_in_time" was 700 in 2016-Q4 to 2017-Q3
      When 2017-Q3 is settled
      Then the penalties are 52,500.00

    Scenario: a quarter that missed, in a year that is met
      Given "claims_in_time" was 980 in 2016-Q4 to 2017-Q2
      And "claims_in_time" was 900 in 2017-Q3
      When 2017-Q3 is settled
      Then the level "claims paid in time, by the quarter" is missed
      And the level "claims paid in time" is met
      And the penalties are 0.00

    Scenario: the year's claims are added up; the mean of its quarters would be 85.25 per cent
      Given "claims" was 100 in 2016-Q4
      And "claims_in_time" was 50 in 2016-Q4
      And "claims_in_time" was 970 in 2017-Q1 to 2017-Q3
      When 2017-Q3 is settled
      Then the level "claims paid in time" is met
      And the workings of "claims paid in time" say "2,960 / 3,100 = 95.48387"

    Scenario Outline: nothing before the year is over
      Given "claims_in_time" was 500 in 2016-Q4 to 2017-Q3
      When <quarter> is settled
      Then the penalties are <amount>

      Examples:
        | quarter | amount    |
        | 2017-Q2 | 0.00      |
        | 2017-Q3 | 30,000.00 |

    Scenario Outline: an eligibility file that the client sent unreadable excuses the year
      Given "files_in_time" was 30 in 2017-Q1
      And "files_unreadable" was <unreadable> in 2017-Q1
      When 2017-Q3 is settled
      Then the level "eligibility files loaded" is <outcome>
      And the penalties are <amount>

      Examples:
        | unreadable | outcome | amount    |
        | 0          | missed  | 15,000.00 |
        | 1          | excused | 0.00      |

    Scenario Outline: a suspended guarantee is measured and not priced
      Given "letters_in_time" was 10 in <quarter>
      When <quarter> is settled
      Then the level "letters answered" is missed
      And the penalties are <amount>

      Examples:
        | quarter | amount    |
        | 2018-Q3 | 15,000.00 |
        | 2019-Q3 | 0.00      |

  Rule: Amount at risk: 12 per cent of the year's fees, divided anew each year

    Scenario Outline: the second year's allocation is another one
      Given "<figure>" was <value> in 2017-Q2 and 2018-Q2
      When <quarter> is settled
      Then the penalties are <amount>

      Examples:
        | figure         | value | quarter | amount    |
        | claims_in_time | 900   | 2017-Q3 | 30,000.00 |
        | claims_in_time | 900   | 2018-Q3 | 22,500.00 |
        | calls_in_time  | 700   | 2017-Q3 | 22,500.00 |
        | calls_in_time  | 700   | 2018-Q3 | 30,000.00 |

    Scenario: the fees of all four quarters count
      Given "claims_in_time" was 900 in 2017-Q2
      And "fees" was 100000.00 in 2016-Q4
      When 2017-Q3 is settled
      Then the penalties are 24,900.00

  Rule: Quarterly guarantee: appeals, from the calendar quarter after signature

    Scenario Outline: signed on 15 November 2016
      Given "appeals_in_time" was <decided> in <quarter>
      When <quarter> is settled
      Then the level "appeals decided" is <outcome>
      And the penalties are <amount>

      Examples:
        | quarter | decided | outcome | amount   |
        | 2016-Q4 | 37      | missed  | 0.00     |
        | 2017-Q1 | 37      | missed  | 2,500.00 |
        | 2017-Q1 | 38      | met     | 0.00     |
        | 2019-Q2 | 0       | missed  | 2,500.00 |

  Rule: Implementation: 7,500 for each of three things at the start

    Scenario Outline: once, in the first quarter
      Given "<figure>" was <value> in 2016-Q4
      When <quarter> is settled
      Then the penalties are <amount>

      Examples:
        | figure            | value | quarter | amount   |
        | cards_in_time     | 980   | 2016-Q4 | 0.00     |
        | cards_in_time     | 979   | 2016-Q4 | 7,500.00 |
        | cards_in_time     | 979   | 2017-Q1 | 0.00     |
        | claims_ready_late | 1     | 2016-Q4 | 7,500.00 |
        | calls_ready_late  | 30    | 2016-Q4 | 7,500.00 |

  Rule: Compensation: no quarter costs more than it is paid for

    Scenario Outline: 30,000.00 at the end of a year
      Given "claims_in_time" was 900 in 2017-Q2
      And "fees" was <others> in 2016-Q4 to 2017-Q2
      And "fees" was <last> in 2017-Q3
      When 2017-Q3 is settled
      Then the penalties are <amount>

      Examples:
        | others    | last     | amount    |
        | 406666.66 | 30000.02 | 30,000.00 |
        | 410000.00 | 20000.00 | 20,000.00 |

  Rule: Default: the same guarantee missed in three quarters

    Scenario Outline: an event of default
      Given the reading "three_quarters" is "<three quarters>"
      And "<figure>" was 0 in <quarters>
      When 2018-Q3 is settled
      Then it follows that "<default>"

      Examples: in four quarters on end, or ever
        | three quarters | figure          | quarters                     | default                                           |
        | in_four        | claims_in_time  | 2017-Q4, 2018-Q1 and 2018-Q3 | Event of default: claims are not paid in time     |
        | in_four        | appeals_in_time | 2017-Q4, 2018-Q2 and 2018-Q3 | Event of default: appeals are not decided in time |
        | ever           | claims_in_time  | 2016-Q4, 2017-Q4 and 2018-Q3 | Event of default: claims are not paid in time     |
        | ever           | appeals_in_time | 2016-Q4, 2017-Q1 and 2018-Q3 | Event of default: appeals are not decided in time |

    Scenario Outline: no default
      Given the reading "three_quarters" is "<three quarters>"
      And "<figure>" was 0 in <quarters>
      When 2018-Q3 is settled
      Then nothing else follows

      Examples: five quarters apart, or only two
        | three quarters | figure         | quarters                     |
        | in_four        | claims_in_time | 2017-Q3, 2018-Q2 and 2018-Q3 |
        | ever           | claims_in_time | 2016-Q4 and 2018-Q3          |

    Scenario: two guarantees do not add up
      Given "claims_in_time" was 0 in 2018-Q2 and 2018-Q3
      And "appeals_in_time" was 0 in 2018-Q3
      When 2018-Q3 is settled
      Then nothing else follows
