Feature: LogistiCare and a transport provider

  The provider is told of each failure in writing and has thirty days to cure it. What is not cured costs 25 dollars, or
  the provider's share of what the client took from LogistiCare.

  Background: 9,000.00 due to the provider for the month
    Given the contract "published/13-nemt-logisticare"
    And "amounts_due" is 9000.00

  Scenario: a month in which no notice runs out
    When 2012-03 is settled
    Then nothing is owed

  Rule: Late reports: 25.00 for each report that thirty days of notice did not bring

    Scenario Outline: both sides of thirty days
      Given the figures
        | when       | report   | report_cured_after |
        | 2012-03-14 | trips-01 | <days>             |
      When 2012-03 is settled
      Then the level "late reports" is <outcome>
      And "late reports" costs <amount>

      Examples:
        | days | outcome | amount  |
        | 1    | met     | nothing |
        | 30   | met     | nothing |
        | 31   | missed  | 25.00   |

    Scenario: two reports of one day
      Given the figures
        | when       | report   | report_cured_after |
        | 2012-03-14 | trips-01 | 31                 |
        | 2012-03-14 | trips-02 | 31                 |
      When 2012-03 is settled
      Then "late reports" costs 50.00
      And at "report=trips-02", "late reports" costs 25.00

  Rule: Damages passed on: the provider's share of what the client assessed

    Scenario Outline: shares and cures
      Given the figures
        | when       | claim | client_damages | attributed | cause_cured_after |
        | 2012-03-20 | C-1   | 10000.00       | <share>    | <days>            |
      When 2012-03 is settled
      Then "damages passed on" costs <amount>

      Examples:
        | share | days | amount    |
        | 60    | 31   | 6,000.00  |
        | 60    | 30   | nothing   |
        | 100   | 31   | 10,000.00 |
        | 0     | 31   | nothing   |

    Scenario: a share that is not agreed yet is waited for
      Given the figures
        | when       | claim | client_damages | cause_cured_after |
        | 2012-03-20 | C-1   | 10000.00       | 31                |
      When 2012-03 is settled
      Then the penalties are 0.00
      And we wait for "passed_on: attributed"

  Rule: Deduction: from amounts due, or else from later ones

    Scenario Outline: damages of 9,000.00 and of a cent more
      Given the figures
        | when       | claim | client_damages | attributed | cause_cured_after |
        | 2012-03-20 | C-1   | <damages>      | 100        | 31                |
      When 2012-03 is settled
      Then the net is -9,000.00
      And <left> is carried forward

      Examples:
        | damages | left |
        | 9000.00 | 0.00 |
        | 9000.01 | 0.01 |

    Scenario: what was left is deducted in the next month
      Given the figures
        | when       | claim | client_damages | attributed | cause_cured_after |
        | 2012-03-20 | C-1   | 12000.00       | 100        | 31                |
      And "amounts_due" was 9000.00 in 2012-03
      When 2012-04 is settled
      Then 3,000.00 is brought forward
      And the net is -3,000.00
