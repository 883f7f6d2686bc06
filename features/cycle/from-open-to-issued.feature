Feature: A period goes from open to issued

  A vendor reports, the customer settles, two people sign, finance issues: five stages, each with somebody who must act.

  Background:
    Given Harbour City buys from Northline and Southcall:
      | name   | company      | role    |
      | Pat    | Northline    | partner |
      | Sam    | Southcall    | partner |
      | Mia    | Harbour City | manager |
      | Max    | Harbour City | manager |
      | Fay    | Harbour City | finance |
      | Fred   | Harbour City | finance |
      | Audrey | Harbour City | auditor |
    And March is open

  Scenario: Every stage says who must act
    Then March is "open" and waits for the partner
    When Pat reports 600 of 1000 calls in time for March
    Then March is "submitted" and waits for the manager
    When Mia settles March
    Then March is "settled" and waits for the manager and the finance
    When Max approves March
    And Fay approves March
    Then March is "approved" and waits for the finance
    When Fay issues March
    Then March is "issued" and waits for nobody
    And statement NORTH-0001 is net USD -2500.00

  Scenario: The price is seen before anything is sent
    When Pat looks at what 600 of 1000 calls in time would come to in March
    Then it would come to USD -2500.00
    And March is "open" and waits for the partner

  Scenario: Two misses in a row cost double
    Given March is settled on 600 of 1000 calls in time
    And April is open
    When Pat reports 600 of 1000 calls in time for April
    And Mia settles April
    Then April comes to USD -5000.00

  Scenario: Months are settled in their order, because each looks back on those before it
    Given April is open
    And Pat reports 600 of 1000 calls in time for March
    And Pat reports 700 of 1000 calls in time for April
    When Mia settles April
    Then it is refused: "An earlier period is not settled yet"
    And the remedy is "Settle March 2026 first."
