Feature: SVCE: data services

  A credit for each full per cent that is missing, of a result rounded to the two decimals that the clause prints.

  Background: a month in which both levels are met, on fees of 8,333.33
    Given the contract "published/25-svce"
    And the figures
      | monthly_fees | severe_problems | severe_resolved | other_problems | other_answered |
      | 8333.33      | 10000           | 9901            | 10000          | 9001           |

  Scenario: just above both lines
    When 2024-03 is settled
    Then nothing is owed

  Rule: Performance Credit, severity 1-2: 5 per cent of the fees for each full per cent

    Scenario Outline: severe problems, counted from 99 or from 100
      Given the reading "reference" is "<reference>"
      And "severe_resolved" is <resolved>
      When 2024-03 is settled
      Then the level "severity 1 and 2 resolved in time" is <outcome>
      And "severity 1 and 2 resolved in time" costs <credit>

      Examples:
        | reference | resolved | outcome | credit   |
        | line      | 9901     | met     | nothing  |
        | line      | 9900     | missed  | nothing  |
        | line      | 9801     | missed  | nothing  |
        | line      | 9800     | missed  | 416.67   |
        | line      | 9701     | missed  | 416.67   |
        | line      | 9700     | missed  | 833.33   |
        | line      | 9640     | missed  | 833.33   |
        | hundred   | 9901     | met     | nothing  |
        | hundred   | 9900     | missed  | 416.67   |
        | hundred   | 9801     | missed  | 416.67   |
        | hundred   | 9800     | missed  | 833.33   |
        | hundred   | 9640     | missed  | 1,250.00 |

    Scenario Outline: two decimals are printed, and rounded to before comparing
      Given the figures
        | severe_problems | severe_resolved |
        | 100000          | <resolved>      |
      When 2024-03 is settled
      Then "severity 1 and 2 resolved in time" comes to <share> %
      And the level "severity 1 and 2 resolved in time" is <outcome>

      Examples:
        | resolved | share | outcome |
        | 99004    | 99    | missed  |
        | 99005    | 99.01 | met     |

    Scenario: the redline's 51 per cent for one full per cent is not applied
      Given "severe_resolved" is 9800
      When 2024-03 is settled
      Then the penalties are 416.67

  Rule: Performance Credit, severity 3-4: half a per cent of the fees for each full per cent

    Scenario Outline: other problems, counted from 90 or from 100
      Given the reading "reference" is "<reference>"
      And "other_answered" is <answered>
      When 2024-03 is settled
      Then the level "severity 3 and 4 responded to in time" is <outcome>
      And "severity 3 and 4 responded to in time" costs <credit>

      Examples:
        | reference | answered | outcome | credit  |
        | line      | 9001     | met     | nothing |
        | line      | 9000     | missed  | nothing |
        | line      | 8901     | missed  | nothing |
        | line      | 8900     | missed  | 41.67   |
        | line      | 8750     | missed  | 83.33   |
        | hundred   | 9001     | met     | nothing |
        | hundred   | 9000     | missed  | 416.67  |
        | hundred   | 8750     | missed  | 500.00  |

    Scenario: no problem of severity 3 or 4
      Given "other_problems" is 0
      And "other_answered" is 0
      When 2024-03 is settled
      Then the level "severity 3 and 4 responded to in time" is not measured
      And nothing is owed
