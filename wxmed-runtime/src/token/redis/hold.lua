-- Prolongs the right to fetch, or gives it back.
-- KEYS: lock. ARGV: owner, lease; a lease of 0 gives it back.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return {'late'}
end
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return {'done'}
