// SPDX-License-Identifier: GPL-3.0-or-later

/// The version of Cordon: of its model, its studies and its files.
public let cordonVersion = "0.1.0"
