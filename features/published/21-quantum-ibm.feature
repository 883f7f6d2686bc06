Feature: Quantum Group and IBM: e-business hosting

  Every month is judged by itself, and a month with a miss costs five per cent of its own charge, once. What a quarter
  comes to stands on one statement.

  Background: the first quarter of 2009 without an outage
    Given the contract "published/21-quantum-ibm"
    And the figures
      | when    | recurring_charge | standalone_outage | cluster_outage | application_outage | clustered_application_outage | monitoring_outage |
      | 2009-01 | 48300.00         | 0                 | 0              | 0                  | 0                            | 0                 |
      | 2009-02 | 48300.00         | 0                 | 0              | 0                  | 0                            | 0                 |
      | 2009-03 | 48300.00         | 0                 | 0              | 0                  | 0                            | 0                 |

  Scenario: no outage
    When 2009-Q1 is settled
    Then nothing is owed

  Rule: 8: availability of the minutes in each month

    Scenario Outline: January has 44,640 minutes
      Given "<figure>" was <minutes> in 2009-01
      When 2009-Q1 is settled
      Then "<level>" costs <credit>

      Examples:
        | figure                       | minutes | level                                   | credit   |
        | standalone_outage            | 133     | stand-alone servers available           | nothing  |
        | standalone_outage            | 134     | stand-alone servers available           | 2,415.00 |
        | cluster_outage               | 44      | high-availability servers available     | nothing  |
        | cluster_outage               | 45      | high-availability servers available     | 2,415.00 |
        | cluster_outage               | 96      | high-availability servers available     | 2,415.00 |
        | application_outage           | 892     | stand-alone application available       | nothing  |
        | application_outage           | 893     | stand-alone application available       | 2,415.00 |
        | clustered_application_outage | 223     | high-availability application available | nothing  |
        | clustered_application_outage | 224     | high-availability application available | 2,415.00 |
        | monitoring_outage            | 44      | monitoring available                    | nothing  |
        | monitoring_outage            | 45      | monitoring available                    | 2,415.00 |

    Scenario: February is shorter, so that 41 minutes are too many
      Given "cluster_outage" was 41 in 2009-02
      When 2009-Q1 is settled
      Then "high-availability servers available" costs 2,415.00

    Scenario: January and March missed, one credit of 4,830.00 on the invoice for April
      Given "cluster_outage" was 96 in 2009-01
      And "cluster_outage" was 50 in 2009-03
      When 2009-Q1 is settled
      Then the penalties are 4,830.00
      And the workings of "high-availability servers available" say "(31 * 1440 - 96) / (31 * 1440) = 99.784946… %"

    Scenario: each month's credit is taken of that month's charge
      Given "cluster_outage" was 96 in 2009-01 and 2009-02
      And "recurring_charge" was 50000.00 in 2009-02
      When 2009-Q1 is settled
      Then the penalties are 4,915.00

    Scenario: a month whose charge was waived brings no credit
      Given "cluster_outage" was 96 in 2009-01 and 2009-02
      And "recurring_charge" was 0.00 in 2009-01
      When 2009-Q1 is settled
      Then the penalties are 2,415.00

    Scenario: a month without a report is waited for
      Given the figures
        | when    | recurring_charge | standalone_outage | cluster_outage | application_outage | clustered_application_outage |
        | 2009-04 | 48300.00         | 0                 | 0              | 0                  | 0                            |
      When 2009-Q2 is settled
      Then we wait for "monitoring: monitoring_outage"

  Rule: 8: one credit a month, however many targets it misses

    Scenario: all five in one month
      Given the figures
        | when    | standalone_outage | cluster_outage | application_outage | clustered_application_outage | monitoring_outage |
        | 2009-02 | 999               | 999            | 999                | 999                          | 999               |
      When 2009-Q1 is settled
      Then before limits the penalties come to 12,075.00
      And the limit of clause "8" applies
      And the penalties are 2,415.00

    Scenario: two targets in two months are two credits
      Given the figures
        | when    | standalone_outage | cluster_outage |
        | 2009-02 | 999               | 999            |
        | 2009-03 | 999               | 999            |
      When 2009-Q1 is settled
      Then the penalties are 4,830.00

  Rule: 8: no credit before the first full month after the ready date, 3 March 2008

    Scenario: March 2008 is measured and not priced
      Given the figures
        | when    | recurring_charge | standalone_outage | cluster_outage | application_outage | clustered_application_outage | monitoring_outage |
        | 2008-03 | 48300.00         | 999               | 999            | 999                | 999                          | 999               |
      When 2008-Q1 is settled
      Then the level "monitoring available" is missed
      And nothing is owed

    Scenario: April 2008 is
      Given the figures
        | when    | recurring_charge | standalone_outage | cluster_outage | application_outage | clustered_application_outage | monitoring_outage |
        | 2008-04 | 48300.00         | 0                 | 0              | 0                  | 0                            | 999               |
        | 2008-05 | 48300.00         | 0                 | 0              | 0                  | 0                            | 0                 |
        | 2008-06 | 48300.00         | 0                 | 0              | 0                  | 0                            | 0                 |
      When 2008-Q2 is settled
      Then the penalties are 2,415.00
