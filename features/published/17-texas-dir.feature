Feature: Texas DIR: data center services

  A credit is the category's share of the at-risk amount times the level's share of its category. One month below the
  minimum is a default; below what is expected, it takes four months of the last twelve.

  Background: a month in which both levels come out as expected, on an invoice of 100,000.00
    Given the contract "published/17-texas-dir"
    And the figures
      | invoice   | minutes_due | minutes_up | calls | answered_in_time |
      | 100000.00 | 10000       | 9990       | 10000 | 9000             |

  Scenario: just as expected
    When 2011-01 is settled
    Then nothing is owed

  Rule: Minimum default: below the minimum in one month

    Scenario: the published example, 50 % x 40 % x 10,000.00
      Given "minutes_up" is 9949
      When 2011-01 is settled
      Then "servers available" costs 2,000.00
      And the penalties are 2,000.00

    Scenario Outline: both sides of the minimum and of what is expected
      Given "minutes_up" is <minutes>
      When 2012-01 is settled
      Then the level "servers available" is <outcome>
      And "servers available" costs <credit>

      Examples:
        | minutes | outcome | credit   |
        | 9990    | met     | nothing  |
        | 9989    | missed  | nothing  |
        | 9950    | missed  | nothing  |
        | 9949    | missed  | 4,000.00 |

    Scenario Outline: the same for the service desk
      Given "answered_in_time" is <answered>
      When 2012-01 is settled
      Then the level "calls answered in time" is <outcome>
      And "calls answered in time" costs <credit>

      Examples:
        | answered | outcome | credit   |
        | 9000     | met     | nothing  |
        | 8999     | missed  | nothing  |
        | 8000     | missed  | nothing  |
        | 7999     | missed  | 7,200.00 |

    Scenario: a credit that waits for the invoice
      Given "minutes_up" is 9949
      And "invoice" is not reported
      When 2012-01 is settled
      Then the penalties are 0.00
      And we wait for "servers: invoice"

  Rule: Allocation of Pool Percentage: a re-allocation counts from its month

    Scenario Outline: before and after 1 September 2011
      Given "minutes_up" is 9000
      And "answered_in_time" is 5000
      When <month> is settled
      Then "servers available" costs <servers>
      And "calls answered in time" costs <desk>

      Examples: a new level has no share until DIR re-allocates; after that the cap bites
        | month   | servers  | desk     |
        | 2011-08 | 2,000.00 | nothing  |
        | 2011-09 | 3,571.43 | 6,428.57 |

  Rule: Expected default: four or more months of the last twelve below what is expected

    Scenario: the fourth month
      Given "minutes_due" was 10000 in 2011-09 to 2011-11
      And "minutes_up" was 9960 in 2011-09 to 2011-11
      And "minutes_up" is 9960
      When 2011-12 is settled
      Then "servers available" costs 4,000.00

    Scenario Outline: both edges of the fourth month, servers
      Given "minutes_due" was 10000 in 2011-09 to 2011-11
      And "minutes_up" was 9960 in 2011-09 to 2011-11
      And "minutes_up" is <minutes>
      When 2011-12 is settled
      Then "servers available" costs 4,000.00
      And "servers available" is priced by clause "<clause>"

      Examples:
        | minutes | clause           |
        | 9989    | Expected default |
        | 9950    | Expected default |
        | 9949    | Minimum default  |

    Scenario Outline: both edges of the fourth month, calls
      Given "calls" was 10000 in 2011-09 to 2011-11
      And "answered_in_time" was 8500 in 2011-09 to 2011-11
      And "answered_in_time" is <answered>
      When 2011-12 is settled
      Then "calls answered in time" costs 7,200.00
      And "calls answered in time" is priced by clause "<clause>"

      Examples:
        | answered | clause           |
        | 8999     | Expected default |
        | 8000     | Expected default |
        | 7999     | Minimum default  |

    Scenario: the third month
      Given "minutes_due" was 10000 in 2011-09 to 2011-10
      And "minutes_up" was 9960 in 2011-09 to 2011-10
      And "minutes_up" is 9960
      When 2011-11 is settled
      Then "servers available" costs nothing

    Scenario: the months need not follow each other
      Given "minutes_due" was 10000 in 2011-01 to 2011-11
      And "minutes_up" was 9995 in 2011-01 to 2011-11
      And "minutes_up" was 9960 in 2011-01, 2011-05 and 2011-08
      And "minutes_up" is 9960
      When 2011-12 is settled
      Then "servers available" costs 4,000.00

    Scenario: thirteen months are one too many
      Given "minutes_due" was 10000 in 2010-12 to 2011-11
      And "minutes_up" was 9995 in 2010-12 to 2011-11
      And "minutes_up" was 9960 in 2010-12, 2011-05 and 2011-08
      And "minutes_up" is 9960
      When 2011-12 is settled
      Then "servers available" costs nothing

    Scenario: a month as expected costs nothing, whatever came before
      Given "minutes_due" was 10000 in 2011-07 to 2011-11
      And "minutes_up" was 9960 in 2011-07 to 2011-11
      When 2011-12 is settled
      Then "servers available" costs nothing

    Scenario: a month below the minimum is no month below what is expected
      Given "minutes_due" was 10000 in 2011-09 to 2011-11
      And "minutes_up" was 9960 in 2011-09 to 2011-10
      And "minutes_up" was 9000 in 2011-11
      And "minutes_up" is 9960
      When 2011-12 is settled
      Then "servers available" costs nothing

    Scenario Outline: after the fourth month the count goes on, or starts over
      Given the reading "four_times" is "<count>"
      And "minutes_due" was 10000 in 2011-09 to 2012-08
      And "minutes_up" was 9960 in 2011-09 to 2012-08
      And "minutes_up" is 9960
      When <month> is settled
      Then "servers available" costs <credit>

      Examples:
        | count | month   | credit   |
        | again | 2011-12 | 4,000.00 |
        | again | 2012-01 | 4,000.00 |
        | again | 2012-02 | 4,000.00 |
        | once  | 2011-12 | 4,000.00 |
        | once  | 2012-01 | nothing  |
        | once  | 2012-03 | nothing  |
        | once  | 2012-04 | 4,000.00 |
        | once  | 2012-05 | nothing  |

  Rule: At-Risk Amount: all credits of a month together

    Scenario Outline: 112 % of the at-risk amount is cut to 100 %
      Given the reading "cut" is "<cut>"
      And "invoice" is 412350.18
      And "minutes_up" is 9000
      And "answered_in_time" is 5000
      When 2012-01 is settled
      Then before limits the penalties come to 46,183.22
      And the limit of clause "At-Risk Amount" applies
      And the penalties are 41,235.02
      And "servers available" costs <servers>
      And "calls answered in time" costs <desk>

      Examples:
        | cut      | servers   | desk      |
        | pro_rata | 14,726.79 | 26,508.23 |
        | smallest | 11,545.81 | 29,689.21 |

    Scenario: one credit alone stays below
      Given "invoice" is 412350.18
      And "answered_in_time" is 5000
      When 2012-01 is settled
      Then no limit applies
      And the penalties are 29,689.21
