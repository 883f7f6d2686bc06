Feature: Bank South Pacific and Datec: network help desk

  The rebate stands in a table of points. What a result between two points costs is a matter of reading, and so is what
  it means to be in time; the fee that it is a share of grows with the prices.

  Background: a month in which every job was in time
    Given the contract "published/09-bsp-datec"
    And the figures
      | jobs | responded_in_time | handled_in_time |
      | 1000 | 1000              | 1000            |

  Scenario: every job in time
    When 2004-06 is settled
    Then nothing is owed

  Rule: Schedule C: a rebate by the share of jobs in time, at most half of the base fee

    Scenario Outline: each reading of the table
      Given the reading "table" is "<table>"
      And "jobs" is <jobs>
      And "responded_in_time" is <in_time>
      When 2004-06 is settled
      Then "jobs in time" costs <rebate>

      Examples: 90.05 per cent
        | table     | jobs | in_time | rebate    |
        | reached   | 412  | 371     | 58,738.70 |
        | triggered | 412  | 371     | 29,369.35 |
        | between   | 412  | 371     | 58,453.56 |

      Examples: both sides of the row at 95
        | table     | jobs | in_time | rebate    |
        | reached   | 1000 | 951     | 29,369.35 |
        | reached   | 1000 | 950     | 29,369.35 |
        | reached   | 1000 | 949     | 58,738.70 |
        | triggered | 1000 | 951     | nothing   |
        | triggered | 1000 | 950     | 29,369.35 |
        | triggered | 1000 | 949     | 29,369.35 |
        | between   | 1000 | 951     | 28,781.96 |
        | between   | 1000 | 950     | 29,369.35 |
        | between   | 1000 | 949     | 29,956.74 |

      Examples: one job in a thousand too late
        | table     | jobs | in_time | rebate    |
        | reached   | 1000 | 999     | 29,369.35 |
        | triggered | 1000 | 999     | nothing   |
        | between   | 1000 | 999     | 587.39    |

      Examples: around the last row, where the cap is
        | table     | jobs | in_time | rebate     |
        | reached   | 1000 | 751     | 146,846.75 |
        | reached   | 1000 | 749     | 146,846.75 |
        | triggered | 1000 | 751     | 117,477.40 |
        | triggered | 1000 | 749     | 146,846.75 |
        | between   | 1000 | 749     | 146,846.75 |
        | between   | 1000 | 0       | 146,846.75 |

    Scenario Outline: a job is in time by its response, or by its escalation too
      Given the reading "times" is "<times>"
      And "responded_in_time" is 950
      And "handled_in_time" is 900
      When 2004-06 is settled
      Then "jobs in time" comes to <share> %
      And "jobs in time" costs <rebate>

      Examples:
        | times    | share | rebate    |
        | response | 95    | 29,369.35 |
        | both     | 90    | 58,738.70 |

    Scenario: a month without a job counts as if every job had been in time
      Given "jobs" is 0
      And "responded_in_time" is 0
      When 2004-06 is settled
      Then the level "jobs in time" is met
      And nothing is owed

    Scenario: a month without a report
      Given "responded_in_time" is not reported
      When 2004-06 is settled
      Then the level "jobs in time" is unknown
      And we wait for "jobs_in_time: responded_in_time"

  Rule: Schedule B: the base fee grows with the consumer price index, by 10 per cent a year at most

    Scenario Outline: a rebate of one fifth of the fee
      Given "cpi" was <first> in 2005-04
      And "cpi" was <second> in 2006-04
      And "responded_in_time" is 900
      When <month> is settled
      Then "jobs in time" costs <rebate>

      Examples: a year that ended before the month raises the fee, and no other
        | first | second | month   | rebate    |
        | 8     | 3      | 2005-04 | 58,738.70 |
        | 8     | 3      | 2005-05 | 63,437.80 |
        | 8     | 3      | 2006-04 | 63,437.80 |
        | 8     | 3      | 2006-05 | 65,340.93 |

      Examples: both sides of 10 per cent
        | first | second | month   | rebate    |
        | 9.9   | 3      | 2005-05 | 64,553.83 |
        | 10    | 3      | 2005-05 | 64,612.57 |
        | 12    | 3      | 2005-05 | 64,612.57 |

    Scenario: the fee waits for the index
      Given "responded_in_time" is 900
      When 2005-05 is settled
      Then we wait for "jobs_in_time: cpi"
