// SPDX-License-Identifier: GPL-3.0-or-later

/// What customers put into stocks and take out of them.
///
/// A stock has a spot of its own, after those of the stations:
///
/// ```swift
/// enum Spot: Int { case pump, tank }
/// var lives = Lives<Step, Spot, Void>(
///   Station(servers: 2), stocks: [Stock(level: 50, capacity: 100)])
/// ```
extension Lives {
  /// The stock at the spot, to be read.
  @inlinable
  public subscript(stock spot: Spot) -> Stock { stocks[stockIndex(of: spot)] }

  /// Takes an amount out, all of it or nothing: the next step is lived when it is had.
  ///
  /// - Parameters:
  ///   - amount: How much.
  ///   - spot: The stock.
  ///   - priority: The lower is served first.
  ///   - patience: How long the customer waits for it. What comes at the very end of it comes in time.
  ///   - otherwise: The step of those who lose patience; left out, their life ends.
  public mutating func take(
    _ amount: Double, from spot: Spot, priority: Int = 0, patience: Double = .infinity,
    else otherwise: Step? = nil
  ) {
    change(spot, patience, otherwise) { stock, customer, time in
      stock.take(customer, amount, priority: priority, at: time)
    }
  }

  /// Puts an amount in, all of it or nothing: the next step is lived when there was room for it.
  ///
  /// - Parameters:
  ///   - amount: How much.
  ///   - spot: The stock.
  ///   - priority: The lower is served first.
  ///   - patience: How long the customer waits for room. What comes at the very end of it comes in time.
  ///   - otherwise: The step of those who lose patience; left out, their life ends.
  public mutating func put(
    _ amount: Double, into spot: Spot, priority: Int = 0, patience: Double = .infinity,
    else otherwise: Step? = nil
  ) {
    change(spot, patience, otherwise) { stock, customer, time in
      stock.put(customer, amount, priority: priority, at: time)
    }
  }

  /// Waits for what the customer at hand asks of a stock.
  private mutating func change(
    _ spot: Spot, _ patience: Double, _ otherwise: Step?,
    asking: (_ stock: inout Stock, _ customer: Int, _ time: Double) -> Station.Reply
  ) {
    ask()
    let index = stockIndex(of: spot)
    let reply = asking(&stocks[index], Int(current), now)
    take(reply, units: 0, at: stations.count + index, patience: patience, else: otherwise)
    deliver(at: index)
  }

  /// Has those go on whom the stock can serve now.
  @usableFromInline
  mutating func deliver(at index: Int) {
    while let delivery = stocks[index].grantNext(at: now) {
      receive(Grant(customer: delivery.customer, units: 0, waited: delivery.waited))
    }
  }

  @usableFromInline
  func stockIndex(of spot: Spot) -> Int {
    let index = spot.rawValue - stations.count
    if !stocks.indices.contains(index) {
      LifeMisuse.stop(atSpot: spot.rawValue, of: stocks.count, behind: stations.count)
    }
    return index
  }
}
