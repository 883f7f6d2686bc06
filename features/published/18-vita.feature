Feature: Virginia VITA and Northrop Grumman: comprehensive infrastructure

  Performance credits come out of an amount at risk that leaves network and voice aside; those carry penalties by the
  event, which have a pool and a ceiling of their own.

  Background: a month in which everything is just on its target, 1,235,000.00 at risk
    Given the contract "published/18-vita"
    And the figures
      | fees        | managed_employees | network_and_voice | minutes_due | minutes_up | repairs | repairs_in_time |
      | 18400000.00 | 3150000.00        | 2900000.00        | 10000       | 9990       | 1000    | 900             |
    And the figures
      | jobs | jobs_in_time | calls | calls_in_time | patches_due | patches_in_time |
      | 1000 | 990          | 1000  | 850           | 1000        | 950             |

  Scenario: an ordinary month
    When 2008-03 is settled
    Then nothing is owed

  Rule: Performance Credit: a miss costs the level's allocation of the pool, however deep it is

    Scenario Outline: both sides of each target
      Given "<figure>" is <reached>
      When 2008-03 is settled
      Then "<level>" costs <credit>
      And the penalties are <credit>

      Examples:
        | figure          | reached | level                     | credit     |
        | minutes_up      | 9990    | servers available         | 0.00       |
        | minutes_up      | 9989    | servers available         | 617,500.00 |
        | minutes_up      | 0       | servers available         | 617,500.00 |
        | repairs_in_time | 899     | desktops repaired in time | 247,000.00 |
        | jobs_in_time    | 989     | mainframe jobs in time    | 617,500.00 |
        | calls_in_time   | 849     | calls answered in time    | 494,000.00 |
        | patches_in_time | 949     | patches installed in time | 494,000.00 |

    Scenario: two failures
      Given "minutes_up" is 9900
      And "repairs_in_time" is 800
      When 2008-03 is settled
      Then the penalties are 864,500.00
      And no limit applies

    Scenario: a month without repairs is not measured
      Given "repairs" is 0
      When 2008-03 is settled
      Then the level "desktops repaired in time" is not measured

  Rule: At Risk Pool: twice the amount at risk, which leaves out what is passed through and what has penalties

    Scenario Outline: the fees that count
      Given "<figure>" is <amount>
      And "repairs_in_time" is 800
      When 2008-03 is settled
      Then "desktops repaired in time" costs <credit>

      Examples: a dollar less of what is left out is twenty cents more at risk
        | figure            | amount      | credit     |
        | fees              | 18400100.00 | 247,002.00 |
        | managed_employees | 3149900.00  | 247,002.00 |
        | network_and_voice | 2899900.00  | 247,002.00 |

    Scenario: a credit waits for the fees
      Given "managed_employees" is not reported
      And "repairs_in_time" is 800
      When 2008-03 is settled
      Then the penalties are 0.00
      And we wait for "desktops: managed_employees"

  Rule: At Risk Amount: the credits of a month are at most the amount at risk

    Scenario: half of the pool is just the amount at risk
      Given "minutes_up" is 9900
      And "jobs_in_time" is 900
      When 2008-03 is settled
      Then no limit applies
      And the penalties are 1,235,000.00

    Scenario: everything fails
      Given "minutes_up" is 9900
      And "repairs_in_time" is 800
      And "jobs_in_time" is 900
      And "calls_in_time" is 800
      And "patches_in_time" is 900
      When 2008-03 is settled
      Then before limits the penalties come to 2,470,000.00
      And the limit of clause "At Risk Amount" applies
      And the penalties are 1,235,000.00
      And "desktops repaired in time" costs 123,500.00

  Rule: Per Event Penalty, circuits: 1,500.00 for each that is not restored within four hours

    Scenario Outline: both sides of four hours
      Given the figures
        | when       | circuit | circuit_hours |
        | 2008-03-04 | C-101   | <hours>       |
      When 2008-03 is settled
      Then "data circuits restored" costs <penalty>

      Examples:
        | hours | penalty  |
        | 4     | nothing  |
        | 4.01  | 1,500.00 |
        | 40    | 1,500.00 |

  Rule: Per Event Penalty, voice: 800.00 for each site that is not restored within eight hours

    Scenario Outline: both sides of eight hours
      Given the figures
        | when       | site    | voice_hours |
        | 2008-03-04 | Norfolk | <hours>     |
      When 2008-03 is settled
      Then "voice service restored" costs <penalty>

      Examples:
        | hours | penalty |
        | 8     | nothing |
        | 8.01  | 800.00  |

  Rule: Per Event Penalty Pool: a ceiling of its own, which the credits neither fill nor feel

    Scenario: one circuit and one site stay below 2,900.00
      Given the figures
        | when       | circuit | circuit_hours |
        | 2008-03-04 | C-101   | 30            |
      And the figures
        | when       | site    | voice_hours |
        | 2008-03-04 | Norfolk | 30          |
      When 2008-03 is settled
      Then no limit applies
      And the penalties are 2,300.00

    Scenario: a storm in a month in which the servers failed too
      Given "minutes_up" is 9900
      And the figures
        | when       | circuit | circuit_hours |
        | 2008-03-04 | C-101   | 30            |
        | 2008-03-05 | C-102   | 30            |
      And the figures
        | when       | site    | voice_hours |
        | 2008-03-06 | Norfolk | 30          |
      When 2008-03 is settled
      Then the limit of clause "Per Event Penalty Pool" applies
      And "data circuits restored" costs 2,289.48
      And "voice service restored" costs 610.52
      And "servers available" costs 617,500.00
