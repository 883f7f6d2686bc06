Feature: Service failure points

  Points by the month, the worst band for what is not reported, priced when the year ends. Failures of one requirement in
  one month are one failure.

  Background: nothing has failed since the contract began, and December 2026 is not reported yet
    Given the contract "published/32-service-failure-points"
    And "wrong_notices" was 0 in 2024-11 to 2026-11
    And "letter_checks" was 1000 in 2024-11 to 2026-11
    And "letters_passed" was 950 in 2024-11 to 2026-11
    And "call_checks" was 1000 in 2024-11 to 2026-11
    And "calls_passed" was 950 in 2024-11 to 2026-11

  Scenario: a year without points
    When 2024-12 is settled
    Then "points of the year" comes to 0 points
    And nothing is owed

  Rule: Band 1: four points for each incident

    Scenario Outline: notices issued in error
      Given "wrong_notices" was <incidents> in 2025-02
      When 2025-02 is settled
      Then the level "penalty notices issued in error" is <outcome>
      And "penalty notices issued in error" scores <points> points

      Examples:
        | incidents | outcome | points |
        | 0         | met     | 0      |
        | 1         | missed  | 4      |
        | 7         | missed  | 28     |

  Rule: Band 3: what is not reported is in the worst band

    Scenario: a month whose incidents are not reported scores more than seven of them
      When 2026-12 is settled
      Then the level "penalty notices issued in error" is missed
      And "penalty notices issued in error" scores 40 points
      And "quality of letters" scores 40 points
      And "quality of calls" scores 40 points
      And the workings of "calls" say "Calls passed, call checks not reported"

    Scenario: a month in which nothing was checked has nothing that passed
      Given "letter_checks" was 0 in 2025-02
      And "letters_passed" was 0 in 2025-02
      When 2025-02 is settled
      Then "quality of letters" scores 40 points
      And "quality of calls" scores 0 points

  Rule: Quality monitoring: each area is scored by itself, on its own number of checks

    Scenario Outline: the bands, of a thousand checks
      Given "letters_passed" was <passed> in 2025-02
      When 2025-02 is settled
      Then the level "quality of letters" is <outcome>
      And "quality of letters" scores <points> points
      And "quality of calls" scores 0 points

      Examples:
        | passed | outcome | points |
        | 950    | met     | 0      |
        | 949    | missed  | 4      |
        | 900    | missed  | 4      |
        | 899    | missed  | 12     |
        | 800    | missed  | 12     |
        | 799    | missed  | 40     |
        | 0      | missed  | 40     |

    Scenario: the same failures weigh more among fewer checks
      Given "letters_passed" was 949 in 2025-02
      And "call_checks" was 100 in 2025-02
      And "calls_passed" was 49 in 2025-02
      When 2025-02 is settled
      Then "points of the month" comes to 44 points

  Rule: Unit value: at the end of the year a point costs 1,000

    Scenario: seven incidents and an area that is not reported
      Given the figures
        | wrong_notices | letter_checks | letters_passed |
        | 7             | 1000          | 950            |
      When 2026-12 is settled
      Then "points of the year" comes to 68 points
      And the penalties are 68,000.00

    Scenario Outline: the points of every month are paid with the last one
      Given "wrong_notices" was 1 in 2025-01 and 2025-06
      When <month> is settled
      Then the penalties are <due>

      Examples: the year before is over, and has no points
        | month   | due      |
        | 2024-12 | 0.00     |
        | 2025-01 | 0.00     |
        | 2025-11 | 0.00     |
        | 2025-12 | 8,000.00 |

    Scenario Outline: a correction of March, made before the year ends, changes what will be paid and nothing that was
      Given "wrong_notices" was 5 in 2025-03
      And "wrong_notices" was 3 in 2025-03
      When <month> is settled
      Then the penalties are <due>

      Examples:
        | month   | due       |
        | 2025-03 | 0.00      |
        | 2025-12 | 12,000.00 |

  Rule: Deduction: a performance failure costs by its gravity

    Scenario Outline: minor, medium, major
      Given the figures
        | when       | requirement | failure | gravity   |
        | 2025-02-03 | lighting    | 1       | <gravity> |
      When 2025-02 is settled
      Then the penalties are <deduction>

      Examples:
        | gravity | deduction |
        | 1       | 12.50     |
        | 2       | 100.00    |
        | 3       | 200.00    |

  Rule: One failure: no more than one for each requirement in a month

    Scenario: the gravest of three, and another requirement's
      Given the figures
        | when       | requirement | failure | gravity |
        | 2025-02-03 | lighting    | 1       | 1       |
        | 2025-02-10 | lighting    | 2       | 3       |
        | 2025-02-11 | lighting    | 3       | 2       |
        | 2025-02-11 | signs       | 4       | 1       |
      When 2025-02 is settled
      Then before limits the penalties come to 325.00
      And the penalties are 212.50

    Scenario: two equal ones on one day are one
      Given the figures
        | when       | requirement | failure | gravity |
        | 2025-02-03 | lighting    | 1       | 3       |
        | 2025-02-03 | lighting    | 2       | 3       |
      When 2025-02 is settled
      Then the penalties are 200.00

    Scenario: the next month is another monitoring period
      Given earlier the figures
        | when       | requirement | failure | gravity |
        | 2025-02-28 | lighting    | 1       | 3       |
        | 2025-03-01 | lighting    | 2       | 3       |
      When 2025-03 is settled
      Then the penalties are 200.00

  Rule: Three months: points from one indicator in three months on end

    Scenario Outline: a material breach
      Given "<figure>" was <value> in <months>
      When 2025-05 is settled
      Then it follows that "<breach>"

      Examples:
        | figure         | value | months             | breach                                                       |
        | wrong_notices  | 1     | 2025-03 to 2025-05 | Material breach incapable of remedy: notices issued in error |
        | letters_passed | 949   | 2025-03 to 2025-05 | Material breach incapable of remedy: quality of letters      |
        | calls_passed   | 949   | 2025-03 to 2025-05 | Material breach incapable of remedy: quality of calls        |

    Scenario Outline: no breach
      Given "<figure>" was <value> in <months>
      And "<other>" was <other value> in 2025-05
      When 2025-05 is settled
      Then nothing else follows

      Examples: two months, a gap, three months of two indicators
        | figure        | value | months             | other          | other value |
        | wrong_notices | 1     | 2025-04 to 2025-05 | letters_passed | 950         |
        | wrong_notices | 1     | 2025-02 to 2025-03 | wrong_notices  | 1           |
        | wrong_notices | 1     | 2025-03 to 2025-04 | letters_passed | 949         |
