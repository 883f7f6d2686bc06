Feature: Joint Services Command and Staff College: support services

  Deficiencies bring points, again after every 24 hours. Some points are allowed in three months; those above are paid
  for, up to a cap for each service and a cap for all.

  Background:
    Given the contract "published/31-mod-staff-college"

  Scenario: a month without a deficiency has no points, and waits for nothing
    When 2000-06 is settled
    Then "points for catering in the month" comes to 0 points
    And the level "catering" is met
    And nothing is owed

  Rule: Rectification: points come again after every 24 hours

    Scenario Outline: the hours until a deficiency of ten points is rectified
      Given the figures
        | when       | service  | incident | deficiency_points | key_event_points | hours_to_rectify | weekend_hours |
        | 2000-06-13 | catering | 1        | 10                | 0                | <hours>          | 0             |
      When 2000-06 is settled
      Then "points for catering in the month" comes to <points> points

      Examples:
        | hours | points |
        | 0     | 10     |
        | 24    | 10     |
        | 24.5  | 20     |
        | 48    | 20     |
        | 49    | 30     |
        | 96    | 40     |

    Scenario Outline: whether a weekend's hours are hours
      Given the reading "weekends" is "<weekends>"
      And the figures
        | when       | service  | incident | deficiency_points | key_event_points | hours_to_rectify | weekend_hours |
        | 2000-06-16 | catering | 1        | 10                | 0                | 72               | <weekend>     |
      When 2000-06 is settled
      Then "points for catering in the month" comes to <points> points

      Examples:
        | weekends | weekend | points |
        | counted  | 48      | 30     |
        | left_out | 48      | 10     |
        | left_out | 47      | 20     |
        | left_out | 0       | 30     |

    Scenario: a key event adds its points once, and each service has its own
      Given the figures
        | when       | service  | incident | deficiency_points | key_event_points | hours_to_rectify | weekend_hours |
        | 2000-06-13 | catering | 1        | 10                | 5                | 30               | 0             |
        | 2000-06-14 | catering | 2        | 1                 | 0                | 2                | 0             |
        | 2000-06-14 | grounds  | 3        | 7                 | 0                | 2                | 0             |
      When 2000-06 is settled
      Then "points for catering in the month" comes to 26 points
      And "points for grounds in the month" comes to 7 points

    Scenario: without the hours the points are waited for, and nothing is deducted
      Given the figures
        | when       | service  | incident | deficiency_points | key_event_points | weekend_hours |
        | 2000-06-13 | catering | 1        | 50                | 0                | 0             |
      When 2000-06 is settled
      Then we wait for "deficiencies: hours_to_rectify"
      And the level "catering" is unknown
      And the penalties are 0.00

  Rule: Allowance: 20 points for catering and 40 for grounds are free in three months

    Scenario Outline: just the allowance, and a point more
      Given the figures
        | when       | service   | incident | deficiency_points | key_event_points | hours_to_rectify | weekend_hours |
        | 2000-06-13 | <service> | 1        | <points>          | 0                | 3                | 0             |
      When 2000-06 is settled
      Then the level "<service>" is <outcome>
      And "<service>" costs <deduction>

      Examples:
        | service  | points | outcome | deduction |
        | catering | 20     | met     | nothing   |
        | catering | 21     | missed  | 1,000.00  |
        | catering | 30     | missed  | 10,000.00 |
        | grounds  | 40     | met     | nothing   |
        | grounds  | 41     | missed  | 1,000.00  |

    Scenario Outline: two months of 15 points each, three months that slide and quarters that do not
      Given the reading "three_months" is "<three months>"
      And the figures
        | when    | service  | incident | deficiency_points | key_event_points | hours_to_rectify | weekend_hours |
        | <first> | catering | 1        | 15                | 0                | 3                | 0             |
        | <then>  | catering | 2        | 15                | 0                | 3                | 0             |
      When <month> is settled
      Then the penalties are <deduction>

      Examples:
        | three months | first      | then       | month   | deduction |
        | sliding      | 2000-04-11 | 2000-06-13 | 2000-06 | 10,000.00 |
        | fixed        | 2000-04-11 | 2000-06-13 | 2000-06 | 10,000.00 |
        | sliding      | 2000-05-16 | 2000-07-11 | 2000-07 | 10,000.00 |
        | fixed        | 2000-05-16 | 2000-07-11 | 2000-07 | 0.00      |
        | fixed        | 2000-05-16 | 2000-07-11 | 2000-09 | 0.00      |
        | sliding      | 2000-04-11 | 2000-07-11 | 2000-07 | 0.00      |

    Scenario Outline: points that were paid for are not paid for again
      Given earlier the figures
        | when       | service  | incident | deficiency_points | key_event_points | hours_to_rectify | weekend_hours |
        | 2000-05-16 | catering | 1        | 30                | 0                | 3                | 0             |
        | 2000-06-13 | catering | 2        | 5                 | 0                | 3                | 0             |
      When <month> is settled
      Then "catering" costs <deduction>

      Examples: ten above in May, five new ones in June, none in July
        | month   | deduction |
        | 2000-05 | 10,000.00 |
        | 2000-06 | 5,000.00  |
        | 2000-07 | nothing   |

  Rule: Service cap: at most 20 % of the service's element of the year

    Scenario Outline: catering, 500,000 a year
      Given the figures
        | when       | service  | incident | deficiency_points | key_event_points | hours_to_rectify | weekend_hours |
        | 2000-06-13 | catering | 1        | <points>          | 0                | 3                | 0             |
      When 2000-06 is settled
      Then the penalties are <deduction>

      Examples:
        | points | deduction  |
        | 119    | 99,000.00  |
        | 120    | 100,000.00 |
        | 121    | 100,000.00 |

    Scenario Outline: it lasts a contract year, and begins anew with the next
      Given the figures
        | when       | service  | incident | deficiency_points | key_event_points | hours_to_rectify | weekend_hours |
        | 2000-06-13 | catering | 1        | 110               | 0                | 3                | 0             |
        | <then>     | catering | 2        | 110               | 0                | 3                | 0             |
      When <month> is settled
      Then the penalties are <deduction>

      Examples:
        | then       | month   | deduction |
        | 2000-10-10 | 2000-10 | 10,000.00 |
        | 2001-03-13 | 2001-03 | 10,000.00 |
        | 2001-04-10 | 2001-04 | 90,000.00 |

  Rule: Aggregate cap: all together at most 10 % of all elements of the year

    Scenario: catering is cut to its own cap first, and both to 200,000 in proportion
      Given the figures
        | when       | service  | incident | deficiency_points | key_event_points | hours_to_rectify | weekend_hours |
        | 2000-06-13 | catering | 1        | 50                | 0                | 72               | 0             |
        | 2000-06-15 | grounds  | 2        | 55                | 0                | 96               | 0             |
      When 2000-06 is settled
      Then before limits the penalties come to 310,000.00
      And "catering" costs 71,428.57
      And "grounds" costs 128,571.43
      And the penalties are 200,000.00
      And the limit of clause "Service cap" applies
      And the limit of clause "Aggregate cap" applies

    Scenario: from the second year elements of 8,300,000 put 830,000 at risk
      Given the figures
        | when       | service  | incident | deficiency_points | key_event_points | hours_to_rectify | weekend_hours |
        | 2001-06-12 | catering | 1        | 90                | 0                | 192              | 0             |
        | 2001-06-14 | grounds  | 2        | 94                | 0                | 240              | 0             |
      When 2001-06 is settled
      Then the penalties are 830,000.00

    Scenario: just 200,000 is not cut
      Given the figures
        | when       | service  | incident | deficiency_points | key_event_points | hours_to_rectify | weekend_hours |
        | 2000-06-13 | catering | 1        | 120               | 0                | 3                | 0             |
        | 2000-06-15 | grounds  | 2        | 140               | 0                | 3                | 0             |
      When 2000-06 is settled
      Then the penalties are 200,000.00
      And no limit applies

  Rule: Persistent default: three in a row above the allowance

    Scenario Outline: the allowance of catering was passed in one month after another
      Given the figures
        | when       | service  | incident | deficiency_points | key_event_points | hours_to_rectify | weekend_hours |
        | 2000-05-16 | catering | 1        | <May>             | 0                | 3                | 0             |
        | 2000-06-13 | catering | 2        | 1                 | 0                | 3                | 0             |
        | 2000-07-11 | catering | 3        | <July>            | 0                | 3                | 0             |
      When 2000-07 is settled
      Then <it follows>

      Examples:
        | May | July | it follows                                                                         |
        | 21  | 1    | it follows that "Payments for catering may be suspended until performance improves" |
        | 21  | 0    | nothing else follows                                                               |
        | 19  | 1    | nothing else follows                                                               |

    Scenario: grounds
      Given the figures
        | when       | service | incident | deficiency_points | key_event_points | hours_to_rectify | weekend_hours |
        | 2000-05-16 | grounds | 1        | 41                | 0                | 3                | 0             |
        | 2000-06-13 | grounds | 2        | 1                 | 0                | 3                | 0             |
        | 2000-07-11 | grounds | 3        | 1                 | 0                | 3                | 0             |
      When 2000-07 is settled
      Then it follows that "Payments for grounds may be suspended until performance improves"
