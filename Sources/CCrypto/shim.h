/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CORDON_CCRYPTO_SHIM_H
#define CORDON_CCRYPTO_SHIM_H
#include <openssl/evp.h>
#include <openssl/sha.h>
#endif
