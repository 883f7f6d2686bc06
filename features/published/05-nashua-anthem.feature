Feature: City of Nashua and Anthem: customer service guarantees

  Three guarantees, each with 20,000.00 at risk for the year, a quarter of it for every tier. The tiers are printed at
  the precision of a rounded result, so the rounding decides into which one a result between two of them falls.

  Background: a year of 20,000 calls in which every guarantee is kept
    Given the contract "published/05-nashua-anthem"
    And the figures
      | when | calls | seconds_waited | abandoned | abandoned_short | resolved_at_once |
      | 2013 | 20000 | 800000         | 500       | 0               | 18000            |

  Scenario: a kept year
    When 2013 is settled
    Then nothing is owed

  Rule: Average speed to answer: no more than 45 whole seconds on average

    Scenario Outline: the tiers of local accounts
      Given "seconds_waited" was <seconds> in 2013
      When 2013 is settled
      Then "average speed to answer" comes to <average> seconds
      And the level "average speed to answer" is <outcome>
      And "average speed to answer" costs <amount>

      Examples:
        | seconds | average | outcome | amount    |
        | 900000  | 45      | met     | nothing   |
        | 909999  | 45      | met     | nothing   |
        | 910000  | 46      | missed  | 5,000.00  |
        | 960000  | 48      | missed  | 5,000.00  |
        | 980000  | 49      | missed  | 10,000.00 |
        | 1020000 | 51      | missed  | 10,000.00 |
        | 1040000 | 52      | missed  | 15,000.00 |
        | 1080000 | 54      | missed  | 15,000.00 |
        | 1100000 | 55      | missed  | 20,000.00 |
        | 1999999 | 100     | missed  | 20,000.00 |

    Scenario Outline: the tiers of national accounts
      Given the reading "accounts" is "national"
      And "seconds_waited" was <seconds> in 2013
      When 2013 is settled
      Then "average speed to answer" comes to <average> seconds
      And the level "average speed to answer" is <outcome>
      And "average speed to answer" costs <amount>

      Examples:
        | seconds | average | outcome | amount    |
        | 600000  | 30      | met     | nothing   |
        | 620000  | 31      | missed  | 5,000.00  |
        | 660000  | 33      | missed  | 5,000.00  |
        | 680000  | 34      | missed  | 10,000.00 |
        | 720000  | 36      | missed  | 10,000.00 |
        | 740000  | 37      | missed  | 15,000.00 |
        | 780000  | 39      | missed  | 15,000.00 |
        | 800000  | 40      | missed  | 20,000.00 |

    Scenario Outline: an average between two whole seconds
      Given the reading "rounding" is "<rounding>"
      And "seconds_waited" was <seconds> in 2013
      When 2013 is settled
      Then "average speed to answer" comes to <average> seconds
      And "average speed to answer" costs <amount>

      Examples:
        | rounding | seconds | average | amount    |
        | half_up  | 948000  | 47      | 5,000.00  |
        | truncate | 948000  | 47      | 5,000.00  |
        | half_up  | 968000  | 48      | 5,000.00  |
        | truncate | 968000  | 48      | 5,000.00  |
        | half_up  | 970000  | 49      | 10,000.00 |
        | truncate | 970000  | 48      | 5,000.00  |

  Rule: Abandonment: no more than 5.0 per cent of calls, short ones not included

    Scenario Outline: the tiers of the only table attached
      Given "abandoned" was <abandoned> in 2013
      When 2013 is settled
      Then "abandonment rate" comes to <rate> %
      And the level "abandonment rate" is <outcome>
      And "abandonment rate" costs <amount>

      Examples:
        | abandoned | rate | outcome | amount    |
        | 600       | 3    | met     | nothing   |
        | 602       | 3.01 | met     | 5,000.00  |
        | 680       | 3.4  | met     | 5,000.00  |
        | 682       | 3.41 | met     | 10,000.00 |
        | 740       | 3.7  | met     | 10,000.00 |
        | 742       | 3.71 | met     | 15,000.00 |
        | 798       | 3.99 | met     | 15,000.00 |
        | 800       | 4    | met     | 20,000.00 |
        | 1000      | 5    | met     | 20,000.00 |

    Scenario Outline: the promise in the text instead
      Given the reading "abandonment_standard" is "text"
      And "abandoned" was <abandoned> in 2013
      When 2013 is settled
      Then the level "abandonment rate" is <outcome>
      And "abandonment rate" costs <amount>

      Examples:
        | abandoned | outcome | amount    |
        | 1000      | met     | nothing   |
        | 1002      | missed  | 20,000.00 |

    Scenario Outline: where calls abandoned in under five seconds leave the calculation
      Given the reading "short_abandons" is "<leave>"
      And the figures
        | when | calls | seconds_waited | abandoned | abandoned_short | resolved_at_once |
        | 2013 | 52340 | 2480916        | 2011      | 388             | 45000            |
      When 2013 is settled
      Then "abandonment rate" comes to <rate> %
      And "abandonment rate" costs <amount>
      And "average speed to answer" costs 5,000.00
      And the penalties are <penalties>

      Examples:
        | leave     | rate | amount    | penalties |
        | both      | 3.12 | 5,000.00  | 10,000.00 |
        | numerator | 3.1  | 5,000.00  | 10,000.00 |
        | none      | 3.84 | 15,000.00 | 20,000.00 |

    Scenario Outline: a rate between two tiers
      Given the reading "rounding" is "<rounding>"
      And "abandoned" was 681 in 2013
      When 2013 is settled
      Then "abandonment rate" comes to <rate> %
      And "abandonment rate" costs <amount>

      Examples:
        | rounding | rate | amount    |
        | half_up  | 3.41 | 10,000.00 |
        | truncate | 3.4  | 5,000.00  |

  Rule: First call resolution: at least 85 per cent helped at first contact

    Scenario Outline: the tiers
      Given "resolved_at_once" was <members> in 2013
      When 2013 is settled
      Then "first call resolution" comes to <rate> %
      And the level "first call resolution" is <outcome>
      And "first call resolution" costs <amount>

      Examples:
        | members | rate | outcome | amount    |
        | 17000   | 85   | met     | nothing   |
        | 16980   | 84.9 | missed  | 5,000.00  |
        | 16600   | 83   | missed  | 5,000.00  |
        | 16580   | 82.9 | missed  | 10,000.00 |
        | 16300   | 81.5 | missed  | 10,000.00 |
        | 16280   | 81.4 | missed  | 15,000.00 |
        | 16000   | 80   | missed  | 15,000.00 |
        | 15980   | 79.9 | missed  | 20,000.00 |

    Scenario Outline: 84.95 per cent lies between "85.0 or greater" and "83.0 to 84.9"
      Given the reading "rounding" is "<rounding>"
      And "resolved_at_once" was 16990 in 2013
      When 2013 is settled
      Then "first call resolution" comes to <rate> %
      And "first call resolution" costs <amount>

      Examples:
        | rounding | rate | amount   |
        | half_up  | 85   | nothing  |
        | truncate | 84.9 | 5,000.00 |

    Scenario: reports by the month add up to the year
      Given the figures
        | when    | calls | seconds_waited | abandoned | abandoned_short | resolved_at_once |
        | 2013-09 | 10000 | 400000         | 250       | 0               | 9000             |
        | 2014-06 | 10000 | 400000         | 250       | 0               | 7000             |
      When 2013 is settled
      Then "first call resolution" comes to 85 %
