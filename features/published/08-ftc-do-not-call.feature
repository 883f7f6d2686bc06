Feature: FTC: National Do Not Call registry

  The inverse of a penalty: two line items are split into shares, each requirement that is met earns its share, and what
  nobody proves is not earned.

  Background: a month in which everything is just on its standard, line items of 100,000.00 together
    Given the contract "published/08-ftc-do-not-call"
    And the figures
      | dnc_2a   | dnc_2b   | calls | calls_in_20s | page_requests | pages_displayed | registrations_tested | registrations_accurate |
      | 65000.00 | 35000.00 | 1000  | 990          | 500           | 500             | 200                  | 198                    |
    And the figures
      | updates_due | updates_in_time | access_requests | access_given | numbers_disconnected | numbers_removed |
      | 100         | 95              | 100             | 97           | 1000                 | 970             |

  Scenario: everything is earned
    When 2006-03 is settled
    Then the incentives are 100,000.00
    And the penalties are 0.00

  Rule: Registration of consumers: calls are worth 60 per cent of the line items

    Scenario Outline: both sides of 99 per cent
      Given "calls_in_20s" is <calls>
      When 2006-03 is settled
      Then the level "calls answered at once" is <outcome>
      And "calls answered at once" earns <amount>
      And the incentives are <payment>

      Examples:
        | calls | outcome | amount    | payment    |
        | 990   | met     | 60,000.00 | 100,000.00 |
        | 989   | missed  | nothing   | 40,000.00  |

    Scenario Outline: no test report, no payment
      Given "<figure>" is not reported
      When 2006-03 is settled
      Then the level "calls answered at once" is missed
      And the incentives are 40,000.00

      Examples:
        | figure       |
        | calls        |
        | calls_in_20s |

  Rule: Web page: 10 per cent

    Scenario Outline: one page that is not displayed at once
      Given "pages_displayed" is <pages>
      When 2006-03 is settled
      Then "web page displayed at once" earns <amount>

      Examples:
        | pages | amount    |
        | 500   | 10,000.00 |
        | 499   | nothing   |

  Rule: Registration data: 10 per cent

    Scenario Outline: both sides of 99 per cent of the registrations tested
      Given "registrations_accurate" is <accurate>
      When 2006-03 is settled
      Then "registrations accurate" earns <amount>

      Examples:
        | accurate | amount    |
        | 198      | 10,000.00 |
        | 197      | nothing   |

  Rule: Updates: 10 per cent

    Scenario Outline: both sides of 95 per cent
      Given "updates_in_time" is <updates>
      When 2006-03 is settled
      Then "updates in time" earns <amount>

      Examples:
        | updates | amount    |
        | 95      | 10,000.00 |
        | 94      | nothing   |

  Rule: Access of telemarketers: 5 per cent

    Scenario Outline: both sides of 97 per cent of the requests
      Given "access_given" is <served>
      When 2006-03 is settled
      Then "telemarketers let in" earns <amount>

      Examples:
        | served | amount   |
        | 97     | 5,000.00 |
        | 96     | nothing  |

  Rule: Disconnected numbers: 5 per cent

    Scenario Outline: both sides of 97 per cent of the numbers
      Given "numbers_removed" is <removed>
      When 2006-03 is settled
      Then "disconnected numbers removed" earns <amount>

      Examples:
        | removed | amount   |
        | 970     | 5,000.00 |
        | 969     | nothing  |

  Rule: Maximum payment: the shares are of two line items, and together they are those line items

    Scenario: prices that do not divide to the cent earn no cent more
      Given "dnc_2a" is 20000.00
      And "dnc_2b" is 13333.37
      When 2006-03 is settled
      Then the incentives are 33,333.37

    Scenario: the payment waits for the price it is a share of
      Given "dnc_2b" is not reported
      When 2006-03 is settled
      Then the incentives are 0.00
      And we wait for "calls_answered: dnc_2b"

    Scenario Outline: a requirement with nothing to test
      Given the reading "nothing_due" is "<answer>"
      And "updates_due" is 0
      And "updates_in_time" is 0
      When 2006-03 is settled
      Then the level "updates in time" is <outcome>
      And "updates in time" earns <amount>

      Examples:
        | answer   | outcome | amount    |
        | earned   | met     | 10,000.00 |
        | unearned | missed  | nothing   |
